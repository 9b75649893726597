UPDATE sign_ins SET by_link = 0 WHERE user = ?
