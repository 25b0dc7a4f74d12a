-- The last moment the service events speak of: what was not closed by then was open then.
select max(greatest(opened, closed)) as moment
from service_events
