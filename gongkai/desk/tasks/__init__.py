"""任务台账 on the desk: the list, one task, how its date was counted, what is recorded by hand."""
