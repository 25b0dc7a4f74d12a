-- 现行参数 | Parameters in force
-- Every parameter: the programme's own row, else what the product ships with.
select
    coalesce(own.parameter, shipped.parameter) as parameter,
    coalesce(own.value, shipped.value) as value,
    try_cast(coalesce(own.value, shipped.value) as double) as number
from default_parameter as shipped
full join parameters as own on shipped.parameter = own.parameter
