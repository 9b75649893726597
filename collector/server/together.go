package server

import (
	"fmt"
	"runtime/debug"
	"sync"
)

// together does what does not wait for each other at the same time, and gives the first error in their order.
func together(work ...func() error) error {
	errs := make([]error, len(work))
	var wait sync.WaitGroup
	for i, do := range work {
		wait.Go(func() {
			defer func() {
				if v := recover(); v != nil { // the request's own recovery does not reach here
					errs[i] = fmt.Errorf("panic: %v\n%s", v, debug.Stack())
				}
			}()
			errs[i] = do()
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
