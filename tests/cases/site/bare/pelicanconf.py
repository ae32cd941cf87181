
PLUGINS = ["recap"]
