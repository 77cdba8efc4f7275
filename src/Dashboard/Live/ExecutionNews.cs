namespace Dashboard.Live;

/// <summary>What a watcher is told: the newest picture, and what is wrong where there is no newer one.</summary>
/// <param name="Picture">Null until the first one has been read.</param>
public sealed record ExecutionNews(ExecutionPicture? Picture, FeedTrouble? Trouble);
