using System.Runtime.CompilerServices;
using Bunit;

namespace Dashboard.Web.Tests;

/// <summary>How long a test waits for what it waits for: bUnit's second is too short on a machine that has much else to do.</summary>
internal static class Patience
{
    [ModuleInitializer]
    internal static void Set() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(20);
}
