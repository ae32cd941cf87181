PLUGINS = ["recap"]
