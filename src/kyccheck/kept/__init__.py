"""What a run keeps of its cases, in little room."""
