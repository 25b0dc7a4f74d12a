-- 现有记录的客户 | Customers on record
-- One row a customer. A code that was loaded again stands as it was loaded last.
with newer as (
    select
        later.customer,
        max(later.batch) as batch
    from customers as later
    where later.batch > (select min(first.batch) from customers as first)
    group by later.customer
)

select
    base.batch,
    base.row_no,
    base.customer,
    base.segment,
    base.region,
    base.product,
    base.plan,
    base.start,
    base.tenure_months,
    base.monthly_fee,
    base.paid_total,
    base.churned,
    base.left
from customers as base
anti join newer on base.customer = newer.customer and base.batch < newer.batch
