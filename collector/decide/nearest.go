package decide

import (
	"math"
	"strconv"
	"strings"
)

// unknownName says that a word is none of the known ones, and which comes nearest.
func unknownName(what, got string, known []string) string {
	if got == "" {
		return "is missing: write " + strings.Join(known, ", ")
	}
	s := strconv.Quote(got) + " is no " + what
	best, distance := "", math.MaxInt
	for _, k := range known {
		d := editDistance(got, k)
		if len(got) >= 3 && strings.HasPrefix(k, got) {
			d = 0 // begun, and not finished
		}
		if d < distance {
			best, distance = k, d
		}
	}
	if distance <= (len(best)+1)/2 {
		return s + "; did you mean " + best + "?"
	}
	return s + "; known are " + strings.Join(known, ", ")
}

// editDistance is Levenshtein's, in bytes: the names are ASCII.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j+1]+1, row[j]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
