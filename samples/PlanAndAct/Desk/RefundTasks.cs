namespace PlanAndAct.Desk;

/// <summary>Cases about money.</summary>
internal static class RefundTasks
{
    public static IEnumerable<DeskTask> All(CaseMaker make)
    {
        Order damaged = make.Order();
        string complaint = make.Pick("it arrived in pieces.", "it does not switch on.", "the box was empty.");
        yield return FullRefund(make, "refund-damaged", damaged, $"{damaged.Customer}: {complaint}");

        Order dear = make.Order(140, 300);
        yield return FullRefund(make, "refund-over-limit", dear, $"{dear.Customer}: the device failed after a week, I want my money back.");

        Order denied = make.Order(500, 900);
        yield return FullRefund(make, "refund-denied", denied, $"{denied.Customer}: I changed my mind after two months.");

        yield return OfLatestOrder(make);
        yield return OfTwoOrders(make);
        yield return WithoutShipping(make);
        yield return OfUnknownOrder(make);
    }

    private static DeskTask FullRefund(CaseMaker make, string kind, Order order, string note) => new()
    {
        Id = make.TaskId(kind),
        Goal = $"Refund order {order.Id} in full and email the customer.",
        Note = note,
        OpenShop = () => CaseMaker.ShopOf(order),
        IsSolved = shop => IsRefunded(shop, order),
    };

    private static DeskTask OfLatestOrder(CaseMaker make)
    {
        Order older = make.Order();
        Order latest = make.Order() with { Customer = older.Customer, Email = older.Email };
        return new DeskTask
        {
            Id = make.TaskId("refund-by-email"),
            Goal = $"Refund the latest order of {older.Email} in full and email the customer.",
            Note = $"{older.Customer}: I lost the order number, it is my last order.",
            OpenShop = () => CaseMaker.ShopOf(older, latest),
            IsSolved = shop => IsRefunded(shop, latest) && shop.Find(older.Id)!.Refunded == 0,
        };
    }

    private static DeskTask OfTwoOrders(CaseMaker make)
    {
        Order first = make.Order();
        Order second = make.Order();
        return new DeskTask
        {
            Id = make.TaskId("refund-two-orders"),
            Goal = $"Refund orders {first.Id} and {second.Id} in full and email both customers.",
            Note = "The carrier lost a pallet with both parcels.",
            OpenShop = () => CaseMaker.ShopOf(first, second),
            IsSolved = shop => IsRefunded(shop, first) && IsRefunded(shop, second),
        };
    }

    /// <summary>A trap: who refunds everything has not done what was asked, whatever he reports.</summary>
    private static DeskTask WithoutShipping(CaseMaker make)
    {
        Order order = make.Order();
        return new DeskTask
        {
            Id = make.TaskId("refund-without-shipping"),
            Goal = $"Refund order {order.Id} without the shipping costs and email the customer.",
            Note = $"{order.Customer}: I do not like the colour and send it back.",
            OpenShop = () => CaseMaker.ShopOf(order),
            IsSolved = shop => shop.Find(order.Id)!.Refunded == order.Price && shop.HasMailed(order.Email),
        };
    }

    /// <summary>Impossible: there is no such order, so its refund never shows in the shop.</summary>
    private static DeskTask OfUnknownOrder(CaseMaker make)
    {
        Order other = make.Order();
        return new DeskTask
        {
            Id = make.TaskId("refund-unknown-order"),
            Goal = $"Refund order ORD-{make.Number(9000, 9999)} in full and email the customer.",
            Note = $"{other.Customer}: where is my money?",
            OpenShop = () => CaseMaker.ShopOf(other),
            IsSolved = _ => false,
        };
    }

    private static bool IsRefunded(Shop shop, Order order) =>
        shop.Find(order.Id)!.Refunded == order.Paid && shop.HasMailed(order.Email);
}
