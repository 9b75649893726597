package survey

import (
	"crypto/sha256"
	"math/rand/v2"
	"slices"
)

// shuffled gives a question with its options in the order of a seed, if it wants that; fixed ones stay where they are. What stands first is
// chosen more often, so every order is to come up alike (Fisher and Yates): the widget draws one (web/widget/shuffle.js), and a page without
// scripts takes the one of its address, which does not change when the visitor goes back.
func shuffled(q question, seed string) question {
	if !q.Shuffle {
		return q
	}
	order := rand.New(rand.NewChaCha8(sha256.Sum256([]byte(seed + "\n" + q.ID))))
	q.Options = slices.Clone(q.Options)
	var free []int // the places of those that move
	for i, o := range q.Options {
		if !o.Fixed {
			free = append(free, i)
		}
	}
	order.Shuffle(len(free), func(i, j int) {
		q.Options[free[i]], q.Options[free[j]] = q.Options[free[j]], q.Options[free[i]]
	})
	return q
}
