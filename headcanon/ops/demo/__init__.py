"""The sample archive that `headcanon up --demo` opens: its people, its pages and its twelve works."""
