package storetest

import (
	"testing"

	"heed/collector/core"
)

func testModel(t *testing.T, open Open) { _ = core.Change{}; _ = open; _ = t }
