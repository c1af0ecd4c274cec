"""The frame of the API: who is let in, how lists are paged, how a request is made once, what an error looks like."""
