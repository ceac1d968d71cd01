-- Who holds the link of an order may follow it without an account. The link carries 128 random bits; kept is their
-- SHA-256. Orders from before have no link.
ALTER TABLE orders ADD COLUMN link_hash BLOB CHECK (link_hash IS NULL OR length(link_hash) = 32);
