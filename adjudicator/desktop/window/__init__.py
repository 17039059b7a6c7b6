"""The window: one screen at a time, the menus, the foot, and the look."""
