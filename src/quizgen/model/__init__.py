"""What there is: banks, questions, the forms that they become, and their values."""
