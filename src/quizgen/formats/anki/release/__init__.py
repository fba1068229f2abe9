"""What learners have been given, and what an update changes for them."""
