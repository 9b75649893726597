DELETE FROM sign_ins WHERE expires <= ?
