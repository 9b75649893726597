package manifest

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strconv"
)

// diff gives the paths of the fields in which two JSON bodies differ, in the order of their names.
func diff(old, new json.RawMessage) []string {
	var a, b any
	if json.Unmarshal(old, &a) != nil || json.Unmarshal(new, &b) != nil {
		return nil
	}
	return differ(nil, "", a, b)
}

func differ(paths []string, path string, a, b any) []string {
	switch x := a.(type) {
	case map[string]any:
		if y, ok := b.(map[string]any); ok {
			all := maps.Clone(x)
			maps.Copy(all, y)
			for _, name := range slices.Sorted(maps.Keys(all)) {
				paths = differ(paths, join(path, name), x[name], y[name])
			}
			return paths
		}
	case []any:
		if y, ok := b.([]any); ok && len(x) == len(y) {
			for i := range x {
				paths = differ(paths, path+"["+strconv.Itoa(i)+"]", x[i], y[i])
			}
			return paths
		}
	}
	if !reflect.DeepEqual(a, b) {
		paths = append(paths, path)
	}
	return paths
}
