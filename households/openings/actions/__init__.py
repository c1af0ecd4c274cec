"""What is done with an opening: begun, files taken in and read, presented, accepted, entered; or withdrawn."""
