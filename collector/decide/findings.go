package decide

import (
	"fmt"

	"heed/collector/core"
)

// findings collects what is wrong with a document.
type findings []core.FieldError

func (f *findings) add(path, format string, args ...any) {
	*f = append(*f, core.FieldError{Path: path, Message: fmt.Sprintf(format, args...)})
}
