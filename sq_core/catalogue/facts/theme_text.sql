-- 各主题的原话 | Texts of the themes
-- The newest 500 complaints of every theme with their words: enough to read, and to find words that no theme knows yet.
with worded as (
    select
        themed.theme,
        said.batch,
        said.row_no,
        said.complaint,
        said.date,
        said.region,
        said.channel,
        said.type,
        themed.own_words,
        coalesce(said.text, concat_ws(' · ', said.type, said.detail)) as words
    from complaint_theme as themed
    inner join complaint as said on themed.batch = said.batch and themed.row_no = said.row_no
)

select
    theme,
    batch,
    row_no,
    complaint,
    date,
    region,
    channel,
    type,
    own_words,
    words
from worded
qualify row_number() over (partition by theme order by date desc, batch desc, row_no desc) <= 500
