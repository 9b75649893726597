package decide

import (
	"strconv"
	"strings"

	"heed/agent"
	"heed/collector/core"
)

// Mutes are a site's mutes, compiled. They do not change.
type Mutes map[element][]glob

type element struct{ kind, target string }

// NewMutes compiles mutes. With findings, those without fault are in force.
func NewMutes(list []core.Mute) (Mutes, []core.FieldError) {
	var errs findings
	out := Mutes{}
	for i, m := range list {
		path := "mutes[" + strconv.Itoa(i) + "]"
		checkKind(path+".kind", m.Kind, &errs)
		if m.Target == "" {
			errs.add(path+".target", "is missing: name the element as its signals do, such as button.next")
		}
		if m.Page == "" {
			m.Page = "*"
		}
		page, err := newGlob(m.Page)
		if err != nil {
			errs.add(path+".page", "%v", err)
			continue
		}
		key := element{m.Kind, m.Target}
		out[key] = append(out[key], page)
	}
	return out, errs
}

// Cover reports whether a signal of that kind, from that element on that page, is muted.
func (m Mutes) Cover(kind, target, page string) bool {
	return anyMatch(m[element{kind, target}], page)
}

// checkKind finds what is no kind of signal.
func checkKind(path, kind string, errs *findings) {
	switch {
	case kind == "":
		errs.add(path, "is missing: name a signal such as rage_click")
	case strings.HasPrefix(kind, "custom:"):
		if !customSignal.MatchString(kind) {
			errs.add(path, "%q is not a signal of your own: write custom: and letters, digits, . _ or -, at most 64", kind)
		}
	case agent.KindOf(kind) == agent.None:
		errs.add(path, "%s", unknownName("signal (your own are written custom:NAME)", kind, signalKinds()))
	}
}

func anyMatch(globs []glob, path string) bool {
	for i := range globs {
		if globs[i].match(path) {
			return true
		}
	}
	return false
}
