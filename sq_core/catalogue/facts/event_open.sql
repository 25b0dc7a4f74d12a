-- 月末未结事件 | Events open at month end
-- One row an event and month at whose end it was open, up to the last month the events speak of, with its age in days then.
with months as (
    select
        event.batch,
        event.row_no,
        event.region,
        event.channel,
        event.type,
        event.severity,
        event.opened,
        event_horizon.moment,
        unnest(
            generate_series(
                date_trunc('month', event.opened),
                coalesce(date_trunc('month', event.closed) - interval 1 month, date_trunc('month', event_horizon.moment)),
                interval 1 month
            )
        ) as month
    from service_event as event
    cross join event_horizon
    where
        not event.cancelled and event.opened <= event_horizon.moment
        and (event.closed is null or date_trunc('month', event.closed) > date_trunc('month', event.opened))
)

select
    batch,
    row_no,
    cast(month as date) as period,
    region,
    channel,
    type,
    severity,
    epoch(least(month + interval 1 month, moment) - opened) / 86400 as age_days
from months
