"""What a reader fills in, and what her browser tells: of her shelves, and of where she is."""
