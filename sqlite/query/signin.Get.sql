SELECT hash, user, once, expires FROM sign_ins WHERE hash = ? AND expires > ?
