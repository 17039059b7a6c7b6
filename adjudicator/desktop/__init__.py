"""The window: Qt Widgets over the services, and nothing the services do not know."""
