"""nginx in the front's place, where the machine has it: our configuration under `var/`, never touching `/etc`."""
