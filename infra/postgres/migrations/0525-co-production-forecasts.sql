-- The quantity expected now, a decimal in the product's unit.
CREATE TABLE read.co_production_forecasts (
  co_production_id uuid NOT NULL,
  season text COLLATE "C" NOT NULL,
  product_code text COLLATE "C" NOT NULL,
  quantity text NOT NULL,
  PRIMARY KEY (co_production_id, season, product_code)
);
