using System.Xml.Linq;
using Dashboard.Store;
using Dashboard.Store.SignIn;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dashboard.Tests.Store;

/// <summary>Who is signed in, and until when.</summary>
public sealed class SessionBookTests : IAsyncLifetime
{
    private static readonly SessionLimits Limits = new(TimeSpan.FromHours(12), TimeSpan.FromHours(4));
    private readonly string _folder = Directory.CreateTempSubdirectory("sessions").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));
    private ServiceProvider _services = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SessionBook Book => _services.GetRequiredService<SessionBook>();

    public async ValueTask InitializeAsync()
    {
        _services = Services();
        await _services.PrepareStoreAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, true);
    }

    [Fact]
    public async Task A_session_in_use_goes_on_until_its_longest_time_and_no_further()
    {
        var id = await Book.BeginAsync(Limits, Cancel);
        for (var hour = 3; hour < 12; hour += 3)
        {
            _time.Advance(TimeSpan.FromHours(3));
            Assert.True(await Book.IsOpenAsync(id, Limits, isUse: true, Cancel));
        }

        _time.Advance(TimeSpan.FromHours(3));
        Assert.False(await Book.IsOpenAsync(id, Limits, isUse: true, Cancel));
    }

    [Fact]
    public async Task Being_looked_at_is_no_use_and_what_was_idle_too_long_does_not_come_back()
    {
        var id = await Book.BeginAsync(Limits, Cancel);
        _time.Advance(TimeSpan.FromHours(3));
        Assert.True(await Book.IsOpenAsync(id, Limits, cancellationToken: Cancel));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.False(await Book.IsOpenAsync(id, Limits, isUse: true, Cancel));
        Assert.False(await Book.IsOpenAsync(id, Limits, cancellationToken: Cancel));
    }

    [Fact]
    public async Task An_ended_session_is_over_for_every_instance_on_the_store_and_others_are_not()
    {
        var (ended, other) = (await Book.BeginAsync(Limits, Cancel), await Book.BeginAsync(Limits, Cancel));
        Assert.NotEqual(ended, other);
        await using var second = Services();
        await second.GetRequiredService<SessionBook>().EndAsync(ended, Cancel);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.False(await Book.IsOpenAsync(ended, Limits, isUse: true, Cancel));
        Assert.True(await Book.IsOpenAsync(other, Limits, isUse: true, Cancel));
        Assert.False(await Book.IsOpenAsync("made-up", Limits, isUse: true, Cancel));
    }

    [Fact]
    public async Task What_is_over_is_forgotten()
    {
        await Book.BeginAsync(Limits, Cancel);
        _time.Advance(TimeSpan.FromHours(5));
        var id = await Book.BeginAsync(Limits, Cancel);
        await using var db = await _services.GetRequiredService<IDbContextFactory<DashboardDb>>().CreateDbContextAsync(Cancel);
        Assert.Equal(id, (await db.Sessions.SingleAsync(Cancel)).Id);
    }

    [Fact]
    public async Task Keys_are_kept_for_every_instance()
    {
        var keys = _services.GetRequiredService<ProtectionKeys>();
        keys.StoreElement(XElement.Parse("<key id=\"1\">秘</key>"), "key-1");
        keys.StoreElement(XElement.Parse("<revocation />"), "revocation");
        await using var second = Services();
        Assert.Equal(["<key id=\"1\">秘</key>", "<revocation />"], second.GetRequiredService<ProtectionKeys>().GetAllElements().Select(e => e.ToString()));
    }

    private ServiceProvider Services() => new ServiceCollection().AddSingleton<TimeProvider>(_time).AddStore(_ => Path.Combine(_folder, "dashboard.db")).BuildServiceProvider();
}
