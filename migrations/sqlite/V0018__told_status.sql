-- Where an order that lives elsewhere was over there when it was last told of. A report that says the same again says
-- nothing against what people have done with the order here since.

ALTER TABLE orders ADD COLUMN ext_status TEXT;
