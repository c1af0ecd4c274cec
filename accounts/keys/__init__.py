"""The keys of sealed values and files: where they are used, and the change to a new one."""
