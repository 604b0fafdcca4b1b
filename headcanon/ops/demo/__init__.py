"""The sample archive that `headcanon up --demo` opens: its people, its pages, its
works, the lines of three canons and what was supposed about them."""
