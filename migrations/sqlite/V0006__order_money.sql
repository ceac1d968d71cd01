-- What has a life of its own beside the status of an order: its payments, refunds and disputes, and its parcel. They are
-- few, they are read with the order and never without it, so they are columns of it and not tables.

ALTER TABLE orders ADD COLUMN refunded BIGINT NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN payments TEXT;
ALTER TABLE orders ADD COLUMN cases TEXT;
ALTER TABLE orders ADD COLUMN shipment TEXT;
