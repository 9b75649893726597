package server

import "slices"

// line is one line of a comparison: kept (' '), added ('+') or removed ('-').
type line struct {
	Mark string
	Text string
}

// diffContext is how many kept lines are shown around a change.
const diffContext = 2

// maxTable bounds the table of a comparison, in cells of 8 bytes. Documents have a few hundred lines; one may have 100,000.
const maxTable = 1 << 20

// changed compares two texts line by line by their longest common subsequence and keeps what changed with a little around it. Of what
// differs in too many lines, all of the one is removed and all of the other added.
func changed(before, after []string) []line {
	var head, tail []line
	for len(before) > 0 && len(after) > 0 && before[0] == after[0] {
		head, before, after = append(head, line{" ", after[0]}), before[1:], after[1:]
	}
	for len(before) > 0 && len(after) > 0 && before[len(before)-1] == after[len(after)-1] {
		tail, before, after = append(tail, line{" ", after[len(after)-1]}), before[:len(before)-1], after[:len(after)-1]
	}
	slices.Reverse(tail)
	return around(slices.Concat(head, middle(before, after), tail))
}

// middle compares texts that begin and end differently.
func middle(before, after []string) (all []line) {
	if (len(before)+1)*(len(after)+1) > maxTable {
		for _, text := range before {
			all = append(all, line{"-", text})
		}
		for _, text := range after {
			all = append(all, line{"+", text})
		}
		return all
	}
	common := commonLengths(before, after)
	i, j := 0, 0
	for i < len(before) || j < len(after) {
		switch {
		case i < len(before) && j < len(after) && before[i] == after[j]:
			all = append(all, line{" ", after[j]})
			i, j = i+1, j+1
		case j == len(after) || i < len(before) && common[i+1][j] >= common[i][j+1]:
			all = append(all, line{"-", before[i]})
			i++
		default:
			all = append(all, line{"+", after[j]})
			j++
		}
	}
	return all
}

// commonLengths gives, for each pair of starts, the length of the longest common subsequence of the rests.
func commonLengths(a, b []string) [][]int {
	table := make([][]int, len(a)+1)
	for i := range table {
		table[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				table[i][j] = table[i+1][j+1] + 1
			} else {
				table[i][j] = max(table[i+1][j], table[i][j+1])
			}
		}
	}
	return table
}

// around drops kept lines that are far from any change. Blank lines are dropped too: YAML has none that matter.
func around(all []line) []line {
	var out []line
	for i, l := range all {
		if l.Text == "" {
			continue
		}
		for k := max(0, i-diffContext); k <= min(len(all)-1, i+diffContext); k++ {
			if all[k].Mark != " " && all[k].Text != "" {
				out = append(out, l)
				break
			}
		}
	}
	return out
}
