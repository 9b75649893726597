DELETE FROM deliveries
WHERE seq IN (SELECT seq FROM deliveries WHERE made < ? LIMIT ?)
