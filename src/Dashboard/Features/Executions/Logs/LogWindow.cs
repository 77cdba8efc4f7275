using Dashboard.Aws.Logs;
using Dashboard.Live;

namespace Dashboard.Features.Executions.Logs;

/// <summary>The lines that one viewer has: the newest, shared with all, and what they scrolled up to; or a piece around a line they jumped to.</summary>
public sealed class LogWindow
{
    /// <summary>Lines that one viewer may have; who wants more downloads the log.</summary>
    public const int Most = 50_000;

    private readonly List<LogLine> _lines = [];
    private long _end;

    public IReadOnlyList<LogLine> Lines => _lines;

    /// <summary>Nothing comes before the lines, or no more may be had.</summary>
    public bool AtHead { get; private set; }

    /// <summary>The lines go up to the newest; false after a jump.</summary>
    public bool AtEnd { get; private set; } = true;

    /// <summary>Takes what is new at the end. Returns how many lines were dropped at the front.</summary>
    public int Take(LogNews news)
    {
        if (!AtEnd)
        {
            return 0;
        }

        if (_lines.Count == 0 || news.First > _end)
        {
            // The first lines, or some were missed: what is shared is whole.
            var had = _lines.Count;
            _lines.Clear();
            _lines.AddRange(news.Lines);
            (_end, AtHead) = (news.End, news.AtHead);
            return had;
        }

        _lines.AddRange(news.Lines.Skip((int)(_end - news.First)));
        _end = news.End;
        if (_lines.Count <= Most)
        {
            return 0;
        }

        var dropped = _lines.Count - (Most / 2);
        _lines.RemoveRange(0, dropped);
        AtHead = false;
        return dropped;
    }

    /// <summary>Back to the newest lines.</summary>
    public void ToEnd(LogNews news)
    {
        _lines.Clear();
        AtEnd = true;
        Take(news);
    }

    /// <summary>Puts older lines before the ones at hand.</summary>
    public void Before(LogPiece piece)
    {
        _lines.InsertRange(0, piece.Lines);
        AtHead = piece.AtHead || piece.Lines.Count == 0 || _lines.Count >= Most;
    }

    /// <summary>Puts newer lines after the ones that were jumped to.</summary>
    public void After(IEnumerable<LogLine> lines) => _lines.AddRange(lines);

    /// <summary>Only these lines, somewhere in the log.</summary>
    public void JumpTo(LogPiece piece)
    {
        _lines.Clear();
        _lines.AddRange(piece.Lines);
        (AtHead, AtEnd) = (piece.AtHead, false);
    }
}
