TITLE = "Of a module"
