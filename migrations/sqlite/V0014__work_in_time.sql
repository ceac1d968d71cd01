-- Deadlines of the work on an order, and vendors that are paused because nobody answers their orders.

-- Since when the shop works on an order. Of those in work only the time of their last step is known, which is nearer to
-- the truth than nothing: nobody is called late too early by it.
ALTER TABLE orders ADD COLUMN taken_at BIGINT;
UPDATE orders SET taken_at = status_at WHERE status IN ('accepted', 'preparing', 'ready', 'shipped');

-- JSON: the step that the order should have reached, and when. NULL while it is in time, so these indexes hold only what
-- somebody should look at.
ALTER TABLE orders ADD COLUMN late TEXT;
CREATE INDEX orders_late ON orders (app_id, created_at, id) WHERE late IS NOT NULL;
CREATE INDEX orders_late_of_vendor ON orders (app_id, vendor_id, created_at, id) WHERE late IS NOT NULL;

-- After how many missed orders in a row a vendor is paused (0: never), for how many seconds, and how many there are now.
ALTER TABLE vendors ADD COLUMN pause_after_misses BIGINT NOT NULL DEFAULT 3;
ALTER TABLE vendors ADD COLUMN pause_s BIGINT NOT NULL DEFAULT 1800;
ALTER TABLE vendors ADD COLUMN misses BIGINT NOT NULL DEFAULT 0;

-- This version knows a timer more: that of orders whose vendor has said how long it takes to make one.
UPDATE apps SET rules_revision = rules_revision + 1;
