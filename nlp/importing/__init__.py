"""Topic lists of others, turned into layers of our own form: a module a format, each yielding the layers that it makes."""
