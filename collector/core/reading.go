package core

import "time"

// ResponseFilter selects responses by what was answered, and where and by whom. Zero fields do not select.
type ResponseFilter struct {
	// Question is answered; with Value, by that option («other» is an answer in one's own words); with Low and High, by a score from
	// Low to High. Value, Low and High need a Question.
	Question string
	Value    string
	Low      *int
	High     *int
	// Text is in the open answers: all its words, or what they begin with; words in double quotes stand beside each other.
	Text      string
	Page      string // a path, in which * stands for anything
	Device    string // a class of devices
	Lang      string // a tag, in any case; without a region it means all of them
	Intercept string
	Channel   string
	Source    string
	Step      string // towards payment
	// Trait of the visitor, as it is now, has TraitValue, or has it in its list.
	Trait      string
	TraitValue string
}

// MaxLooked bounds how many responses a filter looks at: the newest, for a Tally and for a page of a list, which goes on from there with its
// cursor. A share among them is known to one point in a hundred. What has few responses by an index, such as a rare word, is found wherever it is.
const MaxLooked = 10_000

// Tally is how a survey was answered. An answer counts when it is in force, also of a response that was not finished; a question that
// was passed over does not, nor what a tester said. Days are UTC's, the ones on which the responses began.
type Tally struct {
	Responses int
	Done      int
	// Asked is nil when the filter selects by what only who answered can have.
	Asked *Asked
	// Counts are ordered by question, type, option and day.
	Counts []Count
	// Whole is false when there are more responses than the MaxLooked that a filter looks at: what matches among these is counted.
	Whole bool
}

// Asked counts the decisions that asked the survey by themselves, not as a follow-up to another.
type Asked struct {
	Seen    int // shown, as the page reported, or answered
	Replied int // at least one question was answered
}

// Count is how often an option was given on a day. Answers in words have the option "", answers in own words beside options «other».
type Count struct {
	Question string
	Type     string // of the question when it was answered; empty when that is not known
	Option   string
	Day      time.Time
	N        int
	// People is the part of N that is counted once for each who answered the question, whatever number of options they gave.
	People int
}
