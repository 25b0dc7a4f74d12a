-- 服务事件的最后时刻 | Last moment of the events
-- The last moment the service events speak of: what was not closed by then was open then.
select max(greatest(opened, closed)) as moment
from service_events
