package web

// Agent is the compiled agent that this binary serves, for those who want to know which it is.
func Agent() ([]byte, error) { return embedded.ReadFile(agentEntry) }
