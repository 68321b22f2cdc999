"""Run writes and reads beside the event loop, and bring their outcomes back to it."""
