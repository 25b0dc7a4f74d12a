-- 有效的服务事件 | Service events in force
-- One row an event. An id that was loaded again stands as it was loaded last; what was cancelled is never open.
with newer as (
    select
        later.event,
        max(later.batch) as batch
    from service_events as later
    where later.batch > (select min(first.batch) from service_events as first)
    group by later.event
)

select
    events.batch,
    events.row_no,
    events.event,
    cast(date_trunc('month', events.opened) as date) as period,
    events.opened,
    events.closed,
    coalesce(events.due, events.opened + to_seconds(cast(3600 * events.sla_hours as bigint))) as due,
    case when events.closed >= events.opened then epoch(events.closed - events.opened) / 3600 end as hours,
    coalesce(events.handling, 'open') = 'cancelled' as cancelled,
    events.reopened,
    events.first_contact,
    events.region,
    events.channel,
    events.type,
    events.severity,
    events.cost
from service_events as events
anti join newer on events.event = newer.event and events.batch < newer.batch
