SELECT hash, user, once, by_link, expires FROM sign_ins WHERE hash = ? AND expires > ?
