"""What a task or a thread can be doing, as small integers that index lists."""

READY, RUNNING, NETWORK, DISK, TIMER, IPC, LOCK, GIL, IDLE = range(9)

#: Task states by their names on the wire; IDLE is a thread's state, no task has it.
TASK_KEYS = ("ready", "running", "network", "disk", "timer", "ipc", "lock", "gil")

#: The budget part that a state of a thread is declared as; running and ready are no waits.
PARTS = (None, None, "network", "disk", "sleep", "ipc", "lock", "lock", "idle")

STATES = 9

#: Series names that workloads and models record.
ROUND_TRIP = "round_trip"
LOOP_LAG = "loop_lag"
GIL_WAIT = "gil_wait"
