PLUGINS = ["recap"]
TIMEZONE = "UTC"
