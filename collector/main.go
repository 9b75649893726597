// Command heed is the collector and its tools; see heed --help.
package main

import (
	"os"

	"heed/collector/app"
)

func main() {
	os.Exit(app.Main(os.Args[1:], app.Process{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
}
