// Package manifest is configuration as code: YAML files with sites, webhooks, surveys and intercepts become documents in the store. A file
// that does not validate is refused whole, and every fault is named with its line, its column, its field and what would be right.
//
// Parse reads the text (parse.go, node.go) and holds it against the nouns of core (shape.go); Plan checks what it means
// (plan.go, check.go) and says what would change (diff.go); Planned.Apply does it.
package manifest
